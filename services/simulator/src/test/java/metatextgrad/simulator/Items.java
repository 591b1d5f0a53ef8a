package metatextgrad.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.question.TaskFamily;

/** Seeded questions of each family. */
public final class Items {
    private static final List<String> WORDS =
            List.of(
                    "amber",
                    "ample",
                    "anchor",
                    "at&t",
                    "barn",
                    "barnacle",
                    "basil",
                    "candle",
                    "canyon",
                    "cart",
                    "carton",
                    "delta",
                    "dew",
                    "ember",
                    "falcon",
                    "fall",
                    "gale",
                    "garden",
                    "harbor",
                    "hat",
                    "hatch",
                    "island",
                    "jigsaw",
                    "kettle",
                    "lantern",
                    "mallow",
                    "nectar",
                    "o'hara",
                    "olive",
                    "pebble",
                    "quartz",
                    "river",
                    "rivet",
                    "saddle",
                    "timber",
                    "tin",
                    "umber",
                    "velvet",
                    "willow",
                    "yarn");
    private static final List<String> FRUITS =
            List.of("apple", "banana", "cherry", "grape", "mango", "orange", "peach", "plum");
    private static final List<String> OTHERS = List.of("chair", "lamp", "stove", "table");
    private static final List<String> NUMBERS = List.of("", "", "two", "three", "four");

    private Items() {}

    public static List<String> of(TaskFamily task, int seed, int count) {
        var random = new Random(seed * 31L + task.id().length());
        return Stream.generate(() -> question(task, random)).distinct().limit(count).toList();
    }

    public static Question read(String text) {
        return QuestionReader.last(text).orElseThrow().question();
    }

    private static String question(TaskFamily task, Random random) {
        return switch (task) {
            case DYCK -> "Complete the rest of the sequence. Input: " + brackets(random);
            case WORD_SORTING -> "Sort these words. List: " + words(random);
            case OBJECT_COUNTING -> "I have " + things(random) + ". How many fruits do I have?";
        };
    }

    private static String brackets(Random random) {
        var symbols = new ArrayList<String>();
        var open = new ArrayList<String>();
        int size = 3 + random.nextInt(22);
        while (symbols.size() < size || open.size() < 2) {
            if (open.isEmpty() || random.nextInt(100) < 58) {
                int kind = random.nextInt(4);
                symbols.add("([{<".substring(kind, kind + 1));
                open.add(")]}>".substring(kind, kind + 1));
            } else {
                symbols.add(open.removeLast());
            }
        }
        return String.join(" ", symbols);
    }

    private static String words(Random random) {
        var words = new ArrayList<>(WORDS);
        Collections.shuffle(words, random);
        return String.join(" ", words.subList(0, 4 + random.nextInt(14)));
    }

    private static String things(Random random) {
        var nouns = new ArrayList<>(FRUITS.subList(0, 2 + random.nextInt(6)));
        nouns.addAll(OTHERS.subList(0, random.nextInt(3)));
        Collections.shuffle(nouns, random);
        var phrases = new ArrayList<String>();
        for (String noun : nouns) {
            String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
            phrases.add(number.isEmpty() ? "a " + noun : number + " " + plural(noun));
        }
        String last = phrases.removeLast();
        return String.join(", ", phrases) + ", and " + last;
    }

    private static String plural(String noun) {
        if (noun.endsWith("y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.endsWith("ch") || noun.endsWith("go") ? noun + "es" : noun + "s";
    }
}
