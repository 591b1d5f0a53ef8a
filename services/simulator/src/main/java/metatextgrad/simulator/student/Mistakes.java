package metatextgrad.simulator.student;

import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Brackets;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.Things;
import metatextgrad.simulator.question.Words;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers as they happen to somebody who lacks a skill. */
interface Mistakes {
    /** Never the right answer; where the lack cannot show in this item, another slip. */
    String make(Skill lacking, Dice dice);

    static Mistakes of(Question question) {
        return switch (question) {
            case Brackets brackets -> new BracketMistakes(brackets);
            case Words words -> new WordMistakes(words);
            case Things things -> new CountMistakes(things);
        };
    }
}
