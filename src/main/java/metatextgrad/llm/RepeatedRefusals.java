package metatextgrad.llm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelKey;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes a dead model: its server refuses three different requests of a run in a row, each for
 * the same reason, and answers none of the run between them. What an operator can fix without a
 * change of the run is no such refusal: those calls wait (ADR 18). Refusals of a text are none
 * either, because the next text may be answered. Not thread-safe.
 */
public final class RepeatedRefusals {
    private static final int EQUAL = 3;

    /** A worker runs for months, and a run that ended needs no row. */
    private static final int ROWS = 1_000;

    private final Map<String, Refusals> rows =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Refusals> row) {
                    return size() > ROWS;
                }
            };

    /** Equal refusals since the last served request, and the calls that received them. */
    private record Refusals(String reason, TreeSet<String> calls) {
        boolean dead() {
            return calls.size() >= EQUAL;
        }
    }

    /**
     * Records the reply to a request.
     *
     * @return the failure to report instead if the model is dead for the run; else null
     */
    public Failure.@Nullable DeadModel add(LlmRequest request, Reply reply) {
        String row = row(request);
        if (reply instanceof Reply.Served) rows.remove(row);
        if (!(reply instanceof Reply.Refused(Failure.Infrastructure why))) return null;
        Refusals known = rows.get(row);
        if (known == null || !known.reason().equals(why.message())) {
            known = new Refusals(why.message(), new TreeSet<>());
            rows.put(row, known);
        }
        known.calls().add(request.callKey().value());
        return of(request);
    }

    /** Returns why this request must not be sent; null if it may be. */
    public Failure.@Nullable DeadModel of(LlmRequest request) {
        Refusals known = rows.get(row(request));
        if (known == null || !known.dead()) return null;
        return new Failure.DeadModel(
                "model %s refuses every request; %d different ones ended with: %s"
                        .formatted(request.model().name(), EQUAL, known.reason()));
    }

    private static String row(LlmRequest request) {
        ModelKey model = request.model().key();
        return request.run() + "\n" + model.text();
    }
}
