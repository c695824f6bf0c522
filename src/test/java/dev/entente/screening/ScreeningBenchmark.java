package dev.entente.screening;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Measures the matching on the list in the folder {@code -Dentente.screening.lists}: what is found, what is found wrongly, and how fast, index against
 * linear scan in one run.
 *
 * <p>{@code mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.entente.screening.ScreeningBenchmark
 * -Dentente.screening.lists=<folder>}
 */
public final class ScreeningBenchmark {

  static final int THRESHOLD = 85;

  private ScreeningBenchmark() {}

  /** @param missed of each kind of variation: how many were tried, how many not found */
  record Quality(Map<String, int[]> missed, List<String> misses, List<String> wrong, int positives, int negatives) {
    double recall() {
      return 1 - (double) missed.values().stream().mapToInt(counts -> counts[1]).sum() / positives;
    }

    double falsePositives() {
      return (double) wrong.size() / negatives;
    }
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(System.getProperty("entente.screening.lists"));
    long start = System.nanoTime();
    List<ListedParty> parties = OfacFiles.read(contents(folder));
    NameIndex index = new NameIndex(parties);
    System.out.printf("%d entries, %d names, read and indexed in %d ms%n", parties.size(), index.size(), (System.nanoTime() - start) / 1_000_000);
    Quality quality = quality(parties, index, Integer.getInteger("names", 1_500), companies());
    quality.missed().forEach((kind, counts) -> System.out.printf("  %-22s %6d tried %5d missed  %.4f%n", kind, counts[0], counts[1],
        1 - (double) counts[1] / counts[0]));
    quality.misses().stream().limit(Integer.getInteger("show", 15)).forEach(miss -> System.out.println("  missed " + miss));
    quality.wrong().stream().limit(60).forEach(wrong -> System.out.println("  wrong " + wrong));
    System.out.printf("recall %.4f of %d, false positives %.4f of %d%n", quality.recall(), quality.positives(), quality.falsePositives(),
        quality.negatives());
    speed(parties, index);
  }

  static Quality quality(List<ListedParty> parties, NameIndex index, int entries, List<String> companies) {
    NameVariations variations = new NameVariations(42);
    Random random = new Random(7);
    Map<String, int[]> missed = new TreeMap<>();
    List<String> misses = new ArrayList<>();
    int positives = 0;
    for (int i = 0; i < entries; i++) {
      ListedParty party = parties.get(random.nextInt(parties.size()));
      String name = random.nextInt(4) == 0 ? party.names().get(random.nextInt(party.names().size())).text() : party.mainName();
      for (NameVariations.Variation variation : variations.of(party, name)) {
        positives++;
        int[] counts = missed.computeIfAbsent(variation.kind(), kind -> new int[2]);
        counts[0]++;
        if (index.find(variation.name(), null, THRESHOLD, 50).stream().noneMatch(hit -> hit.entryId().equals(party.entryId()))) {
          counts[1]++;
          List<Hit> near = index.find(variation.name(), null, 50, 1);
          misses.add(variation.kind() + ": " + variation.name() + " <- " + name + (near.isEmpty() ? "" : " near " + near.get(0)));
        }
      }
    }
    List<String> ordinary = new ArrayList<>(companies);
    for (int i = 0; i < 1_000; i++) {
      ordinary.add(variations.ordinaryCompany(i));
      ordinary.add(variations.ordinaryPerson());
    }
    List<String> wrong = new ArrayList<>();
    for (String name : ordinary) {
      index.find(name, null, THRESHOLD, 1).forEach(hit -> wrong.add(name + " -> " + hit));
    }
    return new Quality(missed, misses, wrong, positives, ordinary.size());
  }

  private static void speed(List<ListedParty> parties, NameIndex index) {
    NameVariations variations = new NameVariations(1);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      names.add(parties.get(i * 37 % parties.size()).mainName());
      names.add(variations.ordinaryCompany(i));
      names.add(variations.ordinaryPerson());
    }
    for (int round = 0; round < 2; round++) {
      long start = System.nanoTime();
      names.forEach(name -> index.find(name, null, THRESHOLD, 20));
      double indexed = (System.nanoTime() - start) / 1e6 / names.size();
      start = System.nanoTime();
      List<String> few = names.subList(0, 30);
      few.forEach(name -> index.scan(name, null, THRESHOLD, 20));
      double scanned = (System.nanoTime() - start) / 1e6 / few.size();
      System.out.printf("one name: %.2f ms by the index (%.0f names per second), %.1f ms by linear scan, ratio %.0f%n", indexed, 1000 / indexed,
          scanned, scanned / indexed);
    }
  }

  static Map<String, byte[]> contents(Path folder) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String file : OfacFiles.FILES) {
      files.put(file, Files.readAllBytes(folder.resolve(file)));
    }
    return files;
  }

  static List<String> companies() throws IOException {
    String file = System.getProperty("entente.screening.companies");
    List<String> companies = new ArrayList<>();
    if (file != null) {
      try (CSVParser parser = CSVFormat.DEFAULT.parse(new StringReader(Files.readString(Path.of(file))))) {
        for (CSVRecord row : parser) {
          companies.add(row.get(1));
        }
      }
    }
    return companies;
  }
}
