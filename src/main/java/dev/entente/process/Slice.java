package dev.entente.process;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a longer list.
 *
 * @param page from 0
 * @param total of all pages
 */
public record Slice<T>(List<T> items, int page, int size, long total) {

  public <R> Slice<R> map(Function<? super T, ? extends R> mapping) {
    return new Slice<>(items.stream().<R>map(mapping).toList(), page, size, total);
  }
}
