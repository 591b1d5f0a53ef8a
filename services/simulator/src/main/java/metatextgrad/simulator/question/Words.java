package metatextgrad.simulator.question;

import java.util.List;

/** Sort words by code point. */
public record Words(List<String> words) implements Question {
    public Words {
        words = List.copyOf(words);
    }

    @Override
    public Task task() {
        return Task.WORD_SORTING;
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
