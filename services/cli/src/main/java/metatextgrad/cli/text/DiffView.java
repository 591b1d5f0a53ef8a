package metatextgrad.cli.text;

import java.util.List;

/** A difference, line by line; none if both sides are equal. */
public record DiffView(List<String> diff) implements View {
    @Override
    public List<String> text() {
        return diff;
    }
}
