package dev.entente.mail;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Renders {@code templates/mail/<template>.html}.
 *
 * <p>The HTML's title is the subject; what is in its body, without styles of its own, is set into the one frame that all mails share. The text
 * that goes along is made of it.
 */
@Component
class MailRenderer {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern TITLE = Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.DOTALL);
  private static final Pattern BODY = Pattern.compile("<body[^>]*>(.*)</body>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("(<[a-zA-Z][^<>]*?)\\s+style=\"[^\"]*\"");
  private static final int LONGEST_SUBJECT = 200;

  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  MailRenderer(MessageSource messages) {
    engine.setTemplateEngineMessageSource(messages);
    ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MailRenderer.class.getClassLoader());
    resolver.setPrefix("templates/");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    engine.addTemplateResolver(resolver);
  }

  RenderedMail render(String template, Map<String, Object> model) {
    if (!NAME.matcher(template).matches()) {
      throw new IllegalArgumentException("Expected the name of a mail template, but got '" + template + "'");
    }
    Context context = new Context(Locale.ENGLISH, model);
    String page = engine.process("mail/" + template + ".html", context);
    String subject = subject(HtmlUtils.htmlUnescape(part(TITLE, page, template, "title")));
    String content = STYLE.matcher(part(BODY, page, template, "body")).replaceAll("$1");
    Context frame = new Context(Locale.ENGLISH, Map.of("subject", subject, "content", content));
    return new RenderedMail(subject, engine.process("mail-layout/frame.html", frame), PlainText.of(content));
  }

  /** One line, whatever names contain: a line break in a subject would begin another header. */
  private static String subject(String title) {
    String line = title.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 1) + "…";
  }

  private static String part(Pattern pattern, String page, String template, String name) {
    Matcher matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException("Expected a " + name + " in the mail template " + template + ", but it has none");
    }
    return matcher.group(1);
  }
}
