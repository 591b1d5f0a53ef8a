package metatextgrad.simulator.student;

import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.BracketQuestion;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.SortingQuestion;

/** Writes the short text before an answer. */
final class SolutionText {
    private SolutionText() {}

    static String on(Question question, Dice dice) {
        String did =
                switch (question) {
                    case BracketQuestion brackets ->
                            "looked at %d symbols".formatted(brackets.size());
                    case SortingQuestion words -> "put %d words in order".formatted(words.size());
                    case CountingQuestion things -> "went over %d entries".formatted(things.size());
                };
        return dice.pick(List.of("I %s.", "Let me see: I %s.", "To get there, I %s."))
                .formatted(did);
    }

    /** Writes an answer in a form that a parser of answer lines does not find. */
    static String ending(String answer, Dice dice) {
        return dice.pick(List.of("So I get %s", "The result is %s", "That leaves %s"))
                .formatted(answer);
    }
}
