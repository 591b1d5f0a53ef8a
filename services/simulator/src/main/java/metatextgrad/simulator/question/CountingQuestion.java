package metatextgrad.simulator.question;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Count the things of a class. */
public record CountingQuestion(List<Amount> amounts, String asked) implements Question {
    public CountingQuestion {
        amounts = List.copyOf(amounts);
    }

    @Override
    public TaskFamily task() {
        return TaskFamily.OBJECT_COUNTING;
    }

    @Override
    public String target() {
        return Integer.toString(counted().stream().mapToInt(Amount::count).sum());
    }

    /** The amounts that belong to the class asked for. */
    public List<Amount> counted() {
        return amounts.stream().filter(this::belongs).toList();
    }

    /** The amounts that do not. */
    public List<Amount> distractors() {
        return amounts.stream().filter(amount -> !belongs(amount)).toList();
    }

    @Override
    public String identity() {
        return amounts.stream().map(a -> a.count() + " " + a.thing()).collect(joining(", "))
                + "? "
                + asked;
    }

    @Override
    public int size() {
        return amounts.size();
    }

    private boolean belongs(Amount amount) {
        return Nouns.belongs(amount.thing(), asked);
    }
}
