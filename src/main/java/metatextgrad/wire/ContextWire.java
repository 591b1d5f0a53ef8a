package metatextgrad.wire;

import java.util.List;
import metatextgrad.llm.NoContext;

/** What rides in a request and comes back. */
final class ContextWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            NoContext.class,
                            metatextgrad.events.NoContext.class,
                            none -> new metatextgrad.events.NoContext(),
                            none -> new NoContext()));

    private ContextWire() {}
}
