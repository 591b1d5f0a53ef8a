package metatextgrad.simulator.question;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Classes and singulars of everyday nouns. */
public final class Nouns {
    private static final Map<String, Set<String>> CLASSES =
            Map.of(
                    "fruit",
                    words(
                            "apple apricot banana blackberry blueberry cherry fig grape kiwi lemon lime"
                                    + " mango melon nectarine orange peach pear pineapple plum raspberry"
                                    + " strawberry"),
                    "vegetable",
                    words(
                            "broccoli cabbage carrot cauliflower celery cucumber eggplant garlic leek"
                                    + " lettuce onion pea pepper potato pumpkin radish spinach turnip yam"),
                    "musical instrument",
                    words(
                            "accordion banjo cello clarinet drum flute guitar harp oboe organ piano"
                                    + " saxophone trombone trumpet tuba violin"),
                    "animal",
                    words(
                            "bear bird cat chicken cow deer dog donkey duck fish frog goat goose horse"
                                    + " lamb lion mouse pig rabbit sheep snail snake tiger"),
                    "household object",
                    words(
                            "bed bench car chair clock couch cup desk fork fridge lamp microwave oven"
                                    + " plate shelf sofa spoon stove table toaster"));
    private static final Map<String, String> IRREGULAR =
            Map.of("mice", "mouse", "geese", "goose", "shelves", "shelf", "fish", "fish");
    private static final List<String> PORTIONS =
            List.of("head of ", "stalk of ", "clove of ", "ear of ", "piece of ");
    private static final List<String> PORTIONS_BEHIND = List.of(" head", " stalk", " clove");

    private Nouns() {}

    /** A thing belongs to a class unless it is known to belong to another. */
    static boolean belongs(String thing, String asked) {
        String group = singular(asked);
        if (group.equals("object") || group.equals("thing") || group.equals("item")) return true;
        String noun = core(thing);
        if (CLASSES.getOrDefault(group, Set.of()).contains(noun)) return true;
        return CLASSES.values().stream().noneMatch(members -> members.contains(noun));
    }

    /** True if the name of the thing is a phrase or an irregular plural. */
    public static boolean isIrregular(String thing) {
        String singular = singularPhrase(thing);
        return IRREGULAR.containsKey(thing) || !core(thing).equals(singular);
    }

    private static String core(String thing) {
        String noun = singularPhrase(thing);
        for (String portion : PORTIONS)
            if (noun.startsWith(portion)) return singular(noun.substring(portion.length()));
        for (String portion : PORTIONS_BEHIND)
            if (noun.endsWith(portion)) return noun.substring(0, noun.length() - portion.length());
        return noun;
    }

    private static String singularPhrase(String thing) {
        int of = thing.indexOf(" of ");
        return of < 0 ? singular(thing) : singular(thing.substring(0, of)) + thing.substring(of);
    }

    private static String singular(String plural) {
        String irregular = IRREGULAR.get(plural);
        if (irregular != null) return irregular;
        if (plural.endsWith("ies")) return plural.substring(0, plural.length() - 3) + "y";
        if (plural.matches(".*(ch|sh|ss|x|to)es")) return plural.substring(0, plural.length() - 2);
        return plural.endsWith("s") && !plural.endsWith("ss")
                ? plural.substring(0, plural.length() - 1)
                : plural;
    }

    private static Set<String> words(String list) {
        return Set.of(list.split(" "));
    }
}
