package metatextgrad.simulator.student;

import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Brackets;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.Things;
import metatextgrad.simulator.question.Words;

/** The few words that stand before an answer. */
final class Work {
    private Work() {}

    static String on(Question question, Dice dice) {
        String did =
                switch (question) {
                    case Brackets brackets -> "looked at %d symbols".formatted(brackets.size());
                    case Words words -> "put %d words in order".formatted(words.size());
                    case Things things -> "went over %d entries".formatted(things.size());
                };
        return dice.pick(List.of("I %s.", "Let me see: I %s.", "To get there, I %s."))
                .formatted(did);
    }

    /** An answer that a parser of answer lines will not find. */
    static String ending(String answer, Dice dice) {
        return dice.pick(List.of("So I get %s", "The result is %s", "That leaves %s"))
                .formatted(answer);
    }
}
