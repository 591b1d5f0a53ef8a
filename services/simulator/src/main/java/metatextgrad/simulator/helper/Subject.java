package metatextgrad.simulator.helper;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The task that a text is about, recognised by its nouns. */
enum Subject {
    BRACKETS("bracket|parenthes|closers?\\b|opener"),
    WORDS("\\bwords\\b|letter|alphabet|\\bsort"),
    AMOUNTS("\\bcount|amount|quantit|how many|\\bitem|\\btotal|\\bsum\\b|\\bobjects?\\b"),
    NONE("(?!)");

    private final Pattern nouns;

    Subject(String nouns) {
        this.nouns = Pattern.compile(nouns);
    }

    static Subject of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(subject -> subject.hits(lower) > 0)
                .max(Comparator.comparingLong(subject -> subject.hits(lower)))
                .orElse(NONE);
    }

    /** Criticism of another task than that of the description scores below all others. */
    double score(Subject criticism, double shared) {
        if (criticism == NONE) return 0;
        return this == NONE || this == criticism ? shared : -1;
    }

    private long hits(String text) {
        return nouns.matcher(text).results().count();
    }
}
