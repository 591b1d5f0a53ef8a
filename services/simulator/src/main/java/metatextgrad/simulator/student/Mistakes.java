package metatextgrad.simulator.student;

import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.BracketQuestion;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.SortingQuestion;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers that are typical of a missing skill. */
interface Mistakes {
    /**
     * Creates a wrong answer. If the missing skill does not matter for this item, it is another
     * slip.
     */
    String make(Skill missing, Dice dice);

    static Mistakes of(Question question) {
        return switch (question) {
            case BracketQuestion brackets -> new BracketMistakes(brackets);
            case SortingQuestion words -> new SortingMistakes(words);
            case CountingQuestion things -> new CountingMistakes(things);
        };
    }
}
