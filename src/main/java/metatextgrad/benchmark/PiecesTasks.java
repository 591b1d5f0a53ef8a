package metatextgrad.benchmark;

import java.util.List;
import metatextgrad.statistics.Seeds;

/**
 * Orders of one item, whose answer is the number of single pieces in JSON, as an imaginary house
 * counts: three dozen eggs are 36, and a pair of gloves is 2.
 */
public final class PiecesTasks extends TaskGenerator {
    private static final List<String> THINGS =
            List.of(
                    "eggs",
                    "gloves",
                    "candles",
                    "pens",
                    "cups",
                    "socks",
                    "batteries",
                    "napkins",
                    "light bulbs",
                    "notebooks",
                    "screws",
                    "towels");

    /** The part is the quantity of a thing. */
    private static final List<String> FRAMES =
            List.of(
                    "Please send %s.",
                    "We need %s by Friday.",
                    "Our branch orders %s.",
                    "Add %s to the delivery.",
                    "The customer asked for %s.",
                    "Could you pack %s for us?");

    private static final List<String> NUMBERS = List.of("two", "three", "four", "five");
    private static final List<String> PACKS = List.of("box/boxes", "pack/packs", "bag/bags");
    private static final List<Integer> SIZES = List.of(10, 12, 100);

    /** A quantity in words, and how many pieces the quantity has. */
    private record Quantity(String words, int pieces) {}

    @Override
    Pair draw(Seeds random) {
        Quantity quantity = quantity(random);
        return new Pair(
                random.oneOf(FRAMES).formatted(quantity.words() + " " + random.oneOf(THINGS)),
                String.valueOf(quantity.pieces()));
    }

    private static Quantity quantity(Seeds random) {
        int count = random.between(1, NUMBERS.size() + 1);
        return switch (random.below(4)) {
            case 0 -> dozens(random.below(NUMBERS.size() + 2));
            case 1 -> new Quantity(count == 1 ? "a pair of" : word(count) + " pairs of", 2 * count);
            default -> packs(random, count);
        };
    }

    /**
     * @param count 0 for half a dozen
     */
    private static Quantity dozens(int count) {
        if (count == 0) return new Quantity("half a dozen", 6);
        return new Quantity((count == 1 ? "a" : word(count)) + " dozen", 12 * count);
    }

    /** "5 boxes of 12". */
    private static Quantity packs(Seeds random, int count) {
        int size = random.oneOf(SIZES);
        String[] pack = random.oneOf(PACKS).split("/");
        String several = (random.below(2) == 0 ? word(count) : count) + " " + pack[1];
        return new Quantity((count == 1 ? "a " + pack[0] : several) + " of " + size, count * size);
    }

    private static String word(int count) {
        return count == 1 ? "one" : NUMBERS.get(count - 2);
    }
}
