package metatextgrad.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Objects that a person may have, by class. */
final class Things {
    /** The singular of an object with its article, and its plural. */
    record Thing(String one, String several) {}

    /** A question may ask for all objects. */
    static final String OBJECTS = "objects";

    private static final Map<String, List<Thing>> CLASSES =
            classes(
                    """
                    objects:
                    a bed/beds, a bench/benches, a car/cars, a chair/chairs, a clock/clocks,
                    a couch/couches, a desk/desks, a fridge/fridges, a lamp/lamps,
                    a microwave/microwaves, an oven/ovens, a shelf/shelves, a stove/stoves,
                    a table/tables, a toaster/toasters

                    fruits:
                    an apple/apples, an apricot/apricots, a banana/bananas,
                    a blackberry/blackberries, a cherry/cherries, a fig/figs, a grape/grapes,
                    a mango/mangos, a nectarine/nectarines, an orange/oranges, a peach/peaches,
                    a pear/pears, a plum/plums, a raspberry/raspberries,
                    a strawberry/strawberries

                    vegetables:
                    a cabbage/cabbages, a carrot/carrots, a cauliflower/cauliflowers,
                    a clove of garlic/cloves of garlic, a cucumber/cucumbers,
                    a head of broccoli/heads of broccoli, a leek/leeks,
                    a lettuce head/lettuce heads, an onion/onions, a potato/potatoes,
                    a pumpkin/pumpkins, a radish/radishes, a stalk of celery/stalks of celery,
                    a turnip/turnips, a yam/yams

                    musical instruments:
                    an accordion/accordions, a banjo/banjos, a cello/cellos,
                    a clarinet/clarinets, a drum/drums, a flute/flutes, a guitar/guitars,
                    a harp/harps, a piano/pianos, a saxophone/saxophones,
                    a trombone/trombones, a trumpet/trumpets, a violin/violins

                    animals:
                    a bear/bears, a bird/birds, a cat/cats, a cow/cows, a dog/dogs,
                    a donkey/donkeys, a fish/fish, a frog/frogs, a goat/goats, a goose/geese,
                    a mouse/mice, a pig/pigs, a rabbit/rabbits, a snail/snails, a snake/snakes
                    """);

    private Things() {}

    static List<String> names() {
        return List.copyOf(CLASSES.keySet());
    }

    static List<Thing> of(String name) {
        return CLASSES.getOrDefault(name, List.of());
    }

    private static Map<String, List<Thing>> classes(String text) {
        Map<String, List<Thing>> classes = new TreeMap<>();
        for (String part : text.split("\n\n")) {
            String[] named = part.split(":\n");
            classes.put(named[0], list(named[1]));
        }
        return Collections.unmodifiableMap(classes);
    }

    private static List<Thing> list(String forms) {
        return Pattern.compile(",\\s+")
                .splitAsStream(forms.strip())
                .map(form -> form.split("/"))
                .map(form -> new Thing(form[0], form[1]))
                .toList();
    }
}
