package metatextgrad.simulator.skill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Words and phrases for one idea. */
record Concept(List<List<Word>> phrases) {
    /**
     * From a list with commas; a star at the end of a word stands for any ending, a question mark
     * for any word.
     */
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

    /** The places where the idea is named. */
    List<Place> places(List<String> words) {
        var places = new ArrayList<Place>();
        for (int start = 0; start < words.size(); start++) {
            int end = end(start, words);
            if (end > start) {
                places.add(new Place(start, end));
            }
        }
        return places;
    }

    boolean isNamedIn(List<String> words) {
        return IntStream.range(0, words.size()).anyMatch(start -> end(start, words) > start);
    }

    /** Where the phrase that starts here ends, or the start if none does. */
    private int end(int start, List<String> words) {
        for (List<Word> phrase : phrases) {
            if (standsAt(start, phrase, words)) {
                return start + phrase.size();
            }
        }
        return start;
    }

    private static boolean standsAt(int start, List<Word> phrase, List<String> words) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!phrase.get(i).fits(words.get(start + i))) {
                return false;
            }
        }
        return true;
    }

    /** A word of a phrase: as it is, or with any ending. */
    record Word(String text, boolean anyEnding) {
        static Word of(String pattern) {
            // A question mark alone is a word with nothing but an ending.
            return pattern.endsWith("*") || pattern.equals("?")
                    ? new Word(pattern.substring(0, pattern.length() - 1), true)
                    : new Word(pattern, false);
        }

        boolean fits(String word) {
            return anyEnding ? word.startsWith(text) : word.equals(text);
        }
    }

    /** From the first word to the one behind the last. */
    record Place(int start, int end) {
        boolean overlaps(Place other) {
            return start < other.end && other.start < end;
        }
    }
}
