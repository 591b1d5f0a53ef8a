package metatextgrad.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import metatextgrad.statistics.Seeds;

/**
 * "I have a flute, two lamps and a drum. How many musical instruments do I have?" (METHOD §3.3).
 */
public final class ObjectCountingTasks extends TaskGenerator {
    private static final List<String> NUMBERS = List.of("", "", "two", "three", "four", "five");

    /** One thing and several of it, by class. */
    private record Thing(String one, String several) {}

    private static final Map<String, List<Thing>> CLASSES = classes();

    @Override
    Pair draw(Seeds random) {
        String asked = random.oneOf(List.copyOf(CLASSES.keySet()));
        List<Thing> wanted = shuffled(CLASSES.getOrDefault(asked, List.of()), random);
        int items = 2 + random.below(wanted.size() - 2);
        List<String> said = new ArrayList<>();
        int total = 0;
        for (Thing thing : wanted.subList(0, items)) {
            int amount = amount(random);
            total += amount;
            said.add(said(thing, amount));
        }
        if (random.below(5) == 0) said.addAll(distractors(asked, random));
        List<String> order = shuffled(said, random);
        String list =
                String.join(", ", order.subList(0, order.size() - 1)) + ", and " + order.getLast();
        return new Pair(
                "I have " + list + ". How many " + asked + " do I have?", String.valueOf(total));
    }

    private static List<String> distractors(String asked, Seeds random) {
        List<String> others =
                CLASSES.keySet().stream().filter(name -> !name.equals(asked)).toList();
        List<Thing> things = CLASSES.getOrDefault(random.oneOf(others), List.of());
        return shuffled(things, random).subList(0, 2).stream()
                .map(thing -> said(thing, amount(random)))
                .toList();
    }

    private static int amount(Seeds random) {
        return random.below(3) > 0 ? 1 : 2 + random.below(4);
    }

    private static String said(Thing thing, int amount) {
        return amount == 1 ? thing.one() : NUMBERS.get(amount) + " " + thing.several();
    }

    private static <T> List<T> shuffled(List<T> values, Seeds random) {
        List<T> shuffled = new ArrayList<>();
        for (int place : random.permutation(values.size())) shuffled.add(values.get(place));
        return shuffled;
    }

    private static Map<String, List<Thing>> classes() {
        Map<String, List<Thing>> classes = new TreeMap<>();
        classes.put(
                "fruits",
                things(
                        "an apple/apples",
                        "a banana/bananas",
                        "a plum/plums",
                        "a peach/peaches",
                        "an orange/oranges",
                        "a grape/grapes",
                        "a strawberry/strawberries",
                        "a raspberry/raspberries",
                        "a blackberry/blackberries",
                        "a nectarine/nectarines"));
        classes.put(
                "vegetables",
                things(
                        "a carrot/carrots",
                        "an onion/onions",
                        "a potato/potatoes",
                        "a cabbage/cabbages",
                        "a yam/yams",
                        "a garlic/garlics",
                        "a cauliflower/cauliflowers",
                        "a head of broccoli/heads of broccoli",
                        "a lettuce head/lettuce heads",
                        "a stalk of celery/stalks of celery"));
        classes.put(
                "musical instruments",
                things(
                        "a flute/flutes",
                        "a piano/pianos",
                        "a trombone/trombones",
                        "a violin/violins",
                        "an accordion/accordions",
                        "a clarinet/clarinets",
                        "a drum/drums",
                        "a trumpet/trumpets"));
        classes.put(
                "animals",
                things(
                        "a dog/dogs",
                        "a cat/cats",
                        "a cow/cows",
                        "a pig/pigs",
                        "a snake/snakes",
                        "a rabbit/rabbits",
                        "a mouse/mice",
                        "a goat/goats",
                        "a bear/bears",
                        "a frog/frogs"));
        return classes;
    }

    private static List<Thing> things(String... forms) {
        return java.util.Arrays.stream(forms)
                .map(
                        form ->
                                new Thing(
                                        form.substring(0, form.indexOf('/')),
                                        form.substring(form.indexOf('/') + 1)))
                .toList();
    }
}
