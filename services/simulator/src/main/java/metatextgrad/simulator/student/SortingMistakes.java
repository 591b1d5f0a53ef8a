package metatextgrad.simulator.student;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.SortingQuestion;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers to sorting questions. */
record SortingMistakes(SortingQuestion question) implements Mistakes {
    @Override
    public String make(Skill missing, Dice dice) {
        List<String> sorted = question.sorted();
        List<String> answer =
                switch (missing) {
                    case LETTER_BY_LETTER -> swap(sorted, SortingMistakes::tie, dice);
                    case KEEP_ALL ->
                            dice.on("lose").chance(.7) ? lost(sorted, dice) : twice(sorted, dice);
                    case SYMBOLS -> swap(sorted, (a, b) -> hasSign(a) || hasSign(b), dice);
                    case SHORTER_FIRST -> swap(sorted, (a, b) -> b.startsWith(a), dice);
                    default -> moved(sorted, dice);
                };
        return String.join(" ", answer.equals(sorted) ? lost(sorted, dice) : answer);
    }

    /** Swaps two neighbours that match; moves a random word if no neighbours do. */
    private static List<String> swap(
            List<String> sorted, BiPredicate<String, String> which, Dice dice) {
        List<Integer> places =
                IntStream.range(0, sorted.size() - 1)
                        .filter(i -> which.test(sorted.get(i), sorted.get(i + 1)))
                        .boxed()
                        .toList();
        if (places.isEmpty()) return moved(sorted, dice);
        var swapped = new ArrayList<>(sorted);
        int place = dice.on("place").pick(places);
        Collections.swap(swapped, place, place + 1);
        return swapped;
    }

    private static List<String> moved(List<String> sorted, Dice dice) {
        var moved = new ArrayList<>(sorted);
        int from = dice.on("from").below(sorted.size());
        String word = moved.remove(from);
        int to = (from + 1 + dice.on("to").below(moved.size())) % sorted.size();
        moved.add(to, word);
        return moved;
    }

    private static List<String> lost(List<String> sorted, Dice dice) {
        var rest = new ArrayList<>(sorted);
        rest.remove(dice.on("lost").below(sorted.size()));
        return rest;
    }

    private static List<String> twice(List<String> sorted, Dice dice) {
        var more = new ArrayList<>(sorted);
        int at = dice.on("twice").below(sorted.size());
        more.add(at, sorted.get(at));
        return more;
    }

    private static boolean tie(String one, String next) {
        return one.charAt(0) == next.charAt(0);
    }

    private static boolean hasSign(String word) {
        return !word.chars().allMatch(Character::isLetter);
    }
}
