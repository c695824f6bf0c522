package dev.entente.screening;

import com.ibm.icu.text.Transliterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes listed names as an applicant might, and makes up names nobody listed; the same seed gives the same names. */
final class NameVariations {

  private static final Transliterator TO_CYRILLIC = Transliterator.getInstance("Latin-Russian/BGN");
  private static final List<String> FORMS = List.of("LLC", "Ltd.", "GmbH", "S.A.", "OOO", "JSC", "Inc.", "Co., Ltd.", "AG", "B.V.", "S.A.R.L.", "PJSC");
  private static final List<String> STEMS = List.of("Northwind", "Brightleaf", "Quantora", "Silverbrook", "Maplewood", "Ironbridge", "Bluewater", "Clearview",
      "Oakmont", "Redstone", "Harborlight", "Westfield", "Greenhaven", "Summitview", "Lakeshore", "Stonegate", "Fairmont", "Ridgeline", "Crestwood",
      "Everpoint", "Novatek", "Zentrix", "Axiomatic", "Codeworks", "Datapoint", "Softwell", "Nexagon", "Logicware", "Cloudspire", "Bytecraft");
  private static final List<String> TRADES = List.of("Software", "Consulting", "Systems", "Trading", "Logistics", "Services", "Partners", "Technologies",
      "Industries", "Solutions", "Holdings", "Energy", "Foods", "Bank", "Insurance", "International", "Group", "Engineering", "Capital", "Media");
  private static final List<String> PLAIN = List.of("National Bank", "International Trading Company", "General Trading LLC", "Global Services Ltd",
      "First National Bank", "United Industries", "Central Bank", "National Oil Company", "International Shipping Lines", "Import Export Company",
      "Software Solutions Inc", "The Trading Company", "Investment Bank", "Holding Company", "Petroleum Company", "Digital Media Group");
  private static final List<String> GIVEN = List.of("John", "Mary", "Peter", "Anna", "James", "Julia", "Michael", "Laura", "Thomas", "Sofia", "Pierre",
      "Claire", "Hans", "Ingrid", "Giulia", "Marco", "Priya", "Rahul", "Yuki", "Kenji", "Emily", "Oliver", "Lucas", "Charlotte", "Henrik", "Astrid");
  private static final List<String> FAMILY = List.of("Smith", "Johnson", "Brown", "Taylor", "Miller", "Schmidt", "Weber", "Dubois", "Laurent", "Rossi",
      "Bianchi", "Sharma", "Patel", "Tanaka", "Suzuki", "Anderson", "Lindqvist", "Hansen", "Wright", "Walker", "Baker", "Thompson", "Evans", "Murphy",
      "Becker", "Hoffmann", "Novak", "Kowalski", "Nielsen", "Virtanen");

  private final Random random;

  NameVariations(long seed) {
    random = new Random(seed);
  }

  record Variation(String kind, String name) {}

  List<Variation> of(ListedParty party, String name) {
    List<Variation> all = new ArrayList<>();
    all.add(new Variation("same", name));
    all.add(new Variation("case", name.toLowerCase(Locale.ROOT)));
    if (party.kind() == ListedParty.Kind.AIRCRAFT) {
      return all;
    }
    boolean person = party.kind() == ListedParty.Kind.INDIVIDUAL;
    String plain = person ? natural(name) : name;
    all.add(new Variation("reordered", person ? plain : rotated(tokens(name))));
    if (letters(plain) >= 7) {
      all.add(new Variation("typo", typo(plain)));
      all.add(new Variation("typo, reordered", typo(person ? name.replace(",", "") : rotated(tokens(name)))));
    }
    if (letters(plain) >= 14) {
      all.add(new Variation("two typos", typo(typo(plain))));
    }
    if (!person && party.kind() == ListedParty.Kind.ENTITY) {
      all.add(new Variation("legal form", tokens(name) + " " + pick(FORMS)));
    }
    String[] words = plain.split(" ");
    if (person && words.length >= 3) {
      all.add(new Variation("middle name dropped", words[0] + " " + String.join(" ", Arrays.copyOfRange(words, 2, words.length))));
      all.add(new Variation("middle initial", words[0] + " " + words[1].charAt(0) + ". " + String.join(" ", Arrays.copyOfRange(words, 2, words.length))));
    }
    if (words.length >= 2 && !person) {
      all.add(new Variation("joined", tokens(name).replaceFirst("(?<=\\p{L}{3})[ -](?=\\p{L}{3})", "")));
    }
    if (letters(plain) >= 7) {
      all.add(new Variation("Cyrillic", TO_CYRILLIC.transliterate(plain)));
    }
    return all;
  }

  String ordinaryCompany(int number) {
    if (number < PLAIN.size()) {
      return PLAIN.get(number);
    }
    return random.nextInt(3) == 0
        ? pick(FAMILY) + " " + pick(TRADES) + " " + pick(FORMS)
        : pick(STEMS) + " " + pick(TRADES) + (random.nextBoolean() ? " " + pick(TRADES) : "") + " " + pick(FORMS);
  }

  String ordinaryPerson() {
    return pick(GIVEN) + (random.nextInt(4) == 0 ? " " + pick(GIVEN) : "") + " " + pick(FAMILY);
  }

  private String typo(String text) {
    List<Integer> places = new ArrayList<>();
    String[] words = text.split("(?<= )|(?= )");
    int at = 0;
    for (String word : words) {
      for (int i = 1; word.length() >= 5 && i < word.length() - 1; i++) {
        if (Character.isLetter(word.charAt(i)) && Character.isLetter(word.charAt(i + 1))) {
          places.add(at + i);
        }
      }
      at += word.length();
    }
    if (places.isEmpty()) {
      return text;
    }
    int place = places.get(random.nextInt(places.size()));
    char letter = (char) ('a' + random.nextInt(26));
    StringBuilder typo = new StringBuilder(text);
    switch (random.nextInt(4)) {
      case 0 -> typo.setCharAt(place, letter);
      case 1 -> typo.deleteCharAt(place);
      case 2 -> typo.insert(place, letter);
      default -> typo.replace(place, place + 2, "" + text.charAt(place + 1) + text.charAt(place));
    }
    return typo.toString();
  }

  private static String natural(String name) {
    int comma = name.indexOf(',');
    return comma < 0 ? name : (name.substring(comma + 1) + " " + name.substring(0, comma)).strip();
  }

  private static String tokens(String name) {
    return String.join(" ", NameNormalizer.normalize(name).tokens());
  }

  private String rotated(String name) {
    List<String> words = new ArrayList<>(List.of(name.split(" ")));
    Collections.rotate(words, 1);
    return String.join(" ", words);
  }

  private static long letters(String text) {
    return text.chars().filter(Character::isLetter).count();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
