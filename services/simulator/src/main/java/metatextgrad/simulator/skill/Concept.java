package metatextgrad.simulator.skill;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words and phrases for one idea. */
record Concept(List<List<Word>> phrases) {
    /**
     * Parses a list with commas. A star at the end of a word matches any ending, and a question
     * mark matches any word.
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Concept of(String entries) {
        return new Concept(
                Arrays.stream(entries.split(","))
                        .map(
                                entry ->
                                        Arrays.stream(entry.trim().split("\\s+"))
                                                .map(Word::of)
                                                .toList())
                        .toList());
    }

    /** The places where a text names the idea. */
    List<Place> places(List<String> words) {
        var places = new ArrayList<Place>();
        for (int start = 0; start < words.size(); start++) {
            int end = end(start, words);
            if (end > start) places.add(new Place(start, end));
        }
        return places;
    }

    boolean isNamedIn(List<String> words) {
        for (int start = 0; start < words.size(); start++)
            if (end(start, words) > start) return true;
        return false;
    }

    /** The end of the phrase that starts here, or the start if there is none. */
    private int end(int start, List<String> words) {
        for (List<Word> phrase : phrases)
            if (matchesAt(start, phrase, words)) return start + phrase.size();
        return start;
    }

    private static boolean matchesAt(int start, List<Word> phrase, List<String> words) {
        if (start + phrase.size() > words.size()) return false;
        for (int i = 0; i < phrase.size(); i++)
            if (!phrase.get(i).fits(words.get(start + i))) return false;
        return true;
    }

    /** One word in a phrase, with this ending or any. */
    record Word(String text, boolean anyEnding) {
        static Word of(String pattern) {
            // A lone question mark is an empty word with any ending.
            return pattern.endsWith("*") || pattern.equals("?")
                    ? new Word(pattern.substring(0, pattern.length() - 1), true)
                    : new Word(pattern, false);
        }

        boolean fits(String word) {
            return anyEnding ? word.startsWith(text) : word.equals(text);
        }
    }

    /** A range of words; the end is exclusive. */
    record Place(int start, int end) {
        boolean overlaps(Place other) {
            return start < other.end && other.start < end;
        }
    }
}
