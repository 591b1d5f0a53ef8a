package metatextgrad.simulator.student;

import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.BracketQuestion;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.SortingQuestion;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers as they happen to somebody who lacks a skill. */
interface Mistakes {
    /** Never the right answer; where the lack cannot show in this item, another slip. */
    String make(Skill lacking, Dice dice);

    static Mistakes of(Question question) {
        return switch (question) {
            case BracketQuestion brackets -> new BracketMistakes(brackets);
            case SortingQuestion words -> new SortingMistakes(words);
            case CountingQuestion things -> new CountingMistakes(things);
        };
    }
}
