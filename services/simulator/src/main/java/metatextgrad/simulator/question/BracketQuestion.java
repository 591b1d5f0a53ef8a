package metatextgrad.simulator.question;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Completes a bracket sequence. */
public record BracketQuestion(List<String> symbols) implements Question {
    /** The closing symbol of each opening one. */
    public static final Map<String, String> CLOSERS =
            Map.of("(", ")", "[", "]", "{", "}", "<", ">");

    public BracketQuestion {
        symbols = List.copyOf(symbols);
    }

    @Override
    public TaskFamily task() {
        return TaskFamily.DYCK;
    }

    @Override
    public String target() {
        var open = new ArrayDeque<String>();
        for (String symbol : symbols) {
            String closer = CLOSERS.get(symbol);
            if (closer != null) {
                open.push(closer);
            } else if (symbol.equals(open.peek())) {
                open.pop();
            }
        }
        return String.join(" ", open);
    }

    @Override
    public String identity() {
        return String.join(" ", symbols);
    }

    @Override
    public int size() {
        return symbols.size();
    }
}
