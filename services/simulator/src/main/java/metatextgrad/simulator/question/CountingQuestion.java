package metatextgrad.simulator.question;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Counts the things of a class. */
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
        return Integer.toString(Amount.sum(counted()));
    }

    /** The amounts of the requested class. */
    public List<Amount> counted() {
        return amounts.stream().filter(this::belongs).toList();
    }

    /** The amounts of the requested class whose names are regular plurals. */
    public List<Amount> regular() {
        return counted().stream().filter(amount -> !Nouns.isIrregular(amount.thing())).toList();
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
