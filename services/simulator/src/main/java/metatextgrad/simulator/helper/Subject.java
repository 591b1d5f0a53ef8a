package metatextgrad.simulator.helper;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The task that a text is about, recognised by whole words. Words that texts about anything else
 * use as well, such as <i>words</i> and <i>letters</i>, count only in phrases of the task.
 */
public enum Subject {
    /** Completing sequences of brackets. */
    BRACKETS(
            "brackets?|parenthes[ie]s|braces?|closers?|openers?",
            "one symbol at a time|repeat the input"),
    /** Sorting lists of words. */
    WORDS(
            "sort(?:s|ed|ing)?|alphabet(?:ic|ical|ically)?|prefix|apostrophes?|ampersands?",
            "letter by letter|one letter at a time|(?:next|following|before|share a|first) letters?",
            "words? (?:with a|with the same|of the (?:list|question)|(?:is|got|gets) lost|when two)",
            "(?:every|each|two|compare|comparing|adjacent|number of) words|(?:every|each|shorter|long) word",
            "neighbou?r(?:s in|ing pairs?)|finished list|order (?:is wrong|breaks)"),
    /** Counting things. */
    AMOUNTS(
            "amounts?|quantit(?:y|ies)|count(?:ed|ing)?|running (?:total|sum)|sum|total",
            "plurals?|items?|class asked for|number of mentions"),
    /** No task of the simulator. */
    NONE("(?!)");

    private final Pattern names;

    Subject(String... names) {
        this.names = Pattern.compile("\\b(?:" + String.join("|", names) + ")\\b");
    }

    /** The subject that a text names most often; the first of equals. */
    public static Subject of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(subject -> subject.hits(lower) > 0)
                .max(Comparator.comparingLong(subject -> subject.hits(lower)))
                .orElse(NONE);
    }

    /**
     * Criticism of another task than that of the description scores below all others. A description
     * of no task prefers nothing: the words it shares with criticism are shared by chance.
     */
    double score(Subject criticism, double shared) {
        if (criticism == NONE || this == NONE) return 0;
        return this == criticism ? shared : -1;
    }

    private long hits(String text) {
        return names.matcher(text).results().count();
    }
}
