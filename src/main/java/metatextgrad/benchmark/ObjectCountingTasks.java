package metatextgrad.benchmark;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.statistics.Seeds;

/**
 * "I have a flute, two lamps, and a drum. How many musical instruments do I have?" There are as
 * many items and distractors as in BIG-Bench Hard (METHOD §3.3).
 */
public final class ObjectCountingTasks extends TaskGenerator {
    private static final List<String> NUMBERS = List.of("two", "three", "four", "five");
    private static final List<Integer> SIZES = List.of(2, 3, 4, 4, 5, 6, 6, 7, 8, 9, 10, 12);

    /** The largest answer. */
    private static final int MAX = 18;

    /** Percentage of questions with items of another class; never where any object counts. */
    private static final int DISTRACTED = 24;

    @Override
    Pair draw(Seeds random) {
        String asked = random.oneOf(Things.names());
        List<String> phrases = new ArrayList<>();
        int items = random.oneOf(SIZES);
        int total = items;
        for (Things.Thing thing : shuffled(Things.of(asked), random).subList(0, items)) {
            int amount = Math.min(amount(random), 1 + MAX - total);
            total += amount - 1;
            phrases.add(phrases(thing, amount));
        }
        if (!asked.equals(Things.OBJECTS) && random.below(100) < DISTRACTED)
            phrases.addAll(distractors(asked, random));
        List<String> order = shuffled(phrases, random);
        String max = String.join(", ", order.subList(0, order.size() - 1));
        return new Pair(
                "I have %s, and %s. How many %s do I have?".formatted(max, order.getLast(), asked),
                String.valueOf(total));
    }

    private static List<String> distractors(String asked, Seeds random) {
        List<String> others = Things.names().stream().filter(name -> !name.equals(asked)).toList();
        List<Things.Thing> things = shuffled(Things.of(random.oneOf(others)), random);
        return things.subList(0, random.between(1, 3)).stream()
                .map(thing -> phrases(thing, amount(random)))
                .toList();
    }

    private static int amount(Seeds random) {
        return random.below(4) > 0 ? 1 : random.between(2, 5);
    }

    private static String phrases(Things.Thing thing, int amount) {
        return amount == 1 ? thing.one() : NUMBERS.get(amount - 2) + " " + thing.several();
    }

    private static <T> List<T> shuffled(List<T> values, Seeds random) {
        List<T> shuffled = new ArrayList<>();
        for (int place : random.permutation(values.size())) shuffled.add(values.get(place));
        return shuffled;
    }
}
