package metatextgrad.simulator.student;

import metatextgrad.simulator.chance.Dice;
import metatextgrad.simulator.question.Amount;
import metatextgrad.simulator.question.CountingQuestion;
import metatextgrad.simulator.question.Nouns;
import metatextgrad.simulator.skill.Skill;

import java.util.List;

/** What goes wrong with counting things. */
record CountingMistakes(CountingQuestion question) implements Mistakes {
    @Override
    public String make(Skill lacking, Dice dice) {
        int target = sum(question.counted());
        int answer =
                switch (lacking) {
                    case QUANTITIES -> question.counted().size();
                    case FILTER_CLASS -> sum(question.amounts());
                    case LIST_FIRST -> target - lost(question.counted(), dice);
                    case IRREGULAR_PLURALS -> sum(regular());
                    default -> target + (dice.on("slip").chance(.5) ? 1 : -1);
                };
        return Integer.toString(answer == target ? target + 1 : answer);
    }

    private List<Amount> regular() {
        return question.counted().stream()
                .filter(amount -> !Nouns.isIrregular(amount.thing()))
                .toList();
    }

    private static int lost(List<Amount> amounts, Dice dice) {
        return amounts.isEmpty() ? 0 : dice.on("lost").pick(amounts).count();
    }

    private static int sum(List<Amount> amounts) {
        return amounts.stream().mapToInt(Amount::count).sum();
    }
}
