package dev.entente.engine.expression;

import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.feel.syntaxtree.Ref;
import scala.Product;
import scala.collection.Iterator;

/** Finds the names a parsed FEEL expression refers to. */
final class VariableNames {

  private VariableNames() {}

  static Set<String> in(Object syntaxTree) {
    Set<String> names = new LinkedHashSet<>();
    collect(syntaxTree, names);
    return Set.copyOf(names);
  }

  private static void collect(Object node, Set<String> names) {
    if (node instanceof Ref ref) {
      names.add(ref.names().head());
    } else if (node instanceof scala.collection.Iterable<?> items) {
      items.iterator().foreach(item -> {
        collect(item, names);
        return null;
      });
    } else if (node instanceof Product product) {
      Iterator<Object> elements = product.productIterator();
      while (elements.hasNext()) {
        collect(elements.next(), names);
      }
    }
  }
}
