package metatextgrad.simulator.skill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Words and phrases for one idea. */
record Concept(List<List<String>> phrases) {
    /**
     * From a list with commas; a star at the end of a word stands for any ending, a question mark
     * for any word.
     */
    static Concept of(String entries) {
        return new Concept(
                Arrays.stream(entries.split(","))
                        .map(entry -> List.of(entry.trim().split("\\s+")))
                        .toList());
    }

    /** The places where the idea is named. */
    List<Place> places(List<String> words) {
        var places = new ArrayList<Place>();
        for (int start = 0; start < words.size(); start++) {
            for (List<String> phrase : phrases) {
                if (standsAt(start, phrase, words)) {
                    places.add(new Place(start, start + phrase.size()));
                    break;
                }
            }
        }
        return places;
    }

    private static boolean standsAt(int start, List<String> phrase, List<String> words) {
        if (start + phrase.size() > words.size()) {
            return false;
        }
        for (int i = 0; i < phrase.size(); i++) {
            if (!fits(words.get(start + i), phrase.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String word, String pattern) {
        if (pattern.equals("?")) {
            return true;
        }
        return pattern.endsWith("*")
                ? word.startsWith(pattern.substring(0, pattern.length() - 1))
                : word.equals(pattern);
    }

    /** From the first word to the one behind the last. */
    record Place(int start, int end) {
        boolean overlaps(Place other) {
            return start < other.end && other.start < end;
        }
    }
}
