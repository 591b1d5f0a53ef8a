package metatextgrad.simulator.student;

import java.util.List;
import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Amount;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.skill.Skill;

/** Wrong answers to counting questions. */
record CountingMistakes(CountingQuestion question) implements Mistakes {
    @Override
    public String make(Skill missing, Dice dice) {
        int target = Amount.sum(question.counted());
        int answer =
                switch (missing) {
                    case QUANTITIES -> question.counted().size();
                    case FILTER_CLASS -> Amount.sum(question.amounts());
                    case LIST_FIRST -> target - lost(question.counted(), dice);
                    case IRREGULAR_PLURALS -> Amount.sum(question.regular());
                    default -> target + (dice.on("slip").chance(.5) ? 1 : -1);
                };
        return Integer.toString(answer == target ? target + 1 : answer);
    }

    private static int lost(List<Amount> amounts, Dice dice) {
        return amounts.isEmpty() ? 0 : dice.on("lost").pick(amounts).count();
    }
}
