package dev.entente.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Refuses bodies that are too large: by their announced length before anything is read, else while they are read. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UploadLimit extends OncePerRequestFilter {

  private final DataSize limit;
  private final ProblemWriter problems;

  UploadLimit(@Value("${spring.servlet.multipart.max-request-size}") DataSize limit, ProblemWriter problems) {
    this.limit = limit;
    this.problems = problems;
  }

  String message() {
    return "The file is too large: %d MB at most. Split it, or send it in parts.".formatted(limit.toMegabytes());
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
    if (request.getContentLengthLong() <= limit.toBytes()) {
      chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
    } else if (ProblemWriter.concerns(request.getRequestURI())) {
      problems.write(response, ProblemWriter.problem(HttpStatus.CONTENT_TOO_LARGE, message()));
    } else {
      response.sendError(HttpStatus.CONTENT_TOO_LARGE.value(), message());
    }
  }

  /** A body whose length nobody announced. */
  private final class Bounded extends HttpServletRequestWrapper {

    private Bounded(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new BoundedStream(super.getInputStream());
    }

    @Override
    public BufferedReader getReader() throws IOException {
      String encoding = getCharacterEncoding();
      return new BufferedReader(new InputStreamReader(getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }
  }

  private final class BoundedStream extends ServletInputStream {

    private final ServletInputStream stream;
    private long left = limit.toBytes();

    private BoundedStream(ServletInputStream stream) {
      this.stream = stream;
    }

    @Override
    public int read() throws IOException {
      int read = stream.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = stream.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw new MaxUploadSizeExceededException(limit.toBytes());
      }
    }

    @Override
    public boolean isFinished() {
      return stream.isFinished();
    }

    @Override
    public boolean isReady() {
      return stream.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      stream.setReadListener(listener);
    }
  }
}
