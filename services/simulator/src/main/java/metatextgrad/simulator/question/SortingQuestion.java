package metatextgrad.simulator.question;

import java.util.List;

/** Sorts words by code point. */
public record SortingQuestion(List<String> words) implements Question {
    public SortingQuestion {
        words = List.copyOf(words);
    }

    @Override
    public TaskFamily task() {
        return TaskFamily.WORD_SORTING;
    }

    @Override
    public String target() {
        return String.join(" ", sorted());
    }

    public List<String> sorted() {
        return words.stream().sorted().toList();
    }

    @Override
    public String identity() {
        return String.join(" ", words);
    }

    @Override
    public int size() {
        return words.size();
    }
}
