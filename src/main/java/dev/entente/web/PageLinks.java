package dev.entente.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Links of a pager: the current address with another page of one list, everything else of the query kept. */
@Component("pageLinks")
public class PageLinks {

  private static final int NEIGHBORS = 1;

  private final MessageSource messages;

  PageLinks(MessageSource messages) {
    this.messages = messages;
  }

  /** @param parameter of the query that names the list's page */
  public String page(String parameter, long number) {
    String query = ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam(parameter, number).build().toUri().getRawQuery();
    return "?" + query;
  }

  public long pages(long size, long total) {
    return (total + size - 1) / size;
  }

  /** "21 to 40 of 503". */
  public String range(long page, long size, long total) {
    return messages.getMessage(
        "common.pager", new Object[] {page * size + 1, Math.min((page + 1) * size, total), total}, LocaleContextHolder.getLocale());
  }

  /** Page numbers to offer: first, last, those around the current one; -1 stands for a gap. */
  public List<Long> around(long page, long pages) {
    List<Long> numbers = new ArrayList<>();
    for (long number = 0; number < pages; number = next(number, page, pages)) {
      if (!numbers.isEmpty() && number - numbers.get(numbers.size() - 1) > 1) {
        numbers.add(-1L);
      }
      numbers.add(number);
    }
    return numbers;
  }

  private static long next(long number, long page, long pages) {
    long candidate = number + 1;
    if (candidate < page - NEIGHBORS) {
      return page - NEIGHBORS;
    }
    return candidate > page + NEIGHBORS && candidate < pages - 1 ? pages - 1 : candidate;
  }
}
