package metatextgrad.cli.preflight;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Failure;
import metatextgrad.model.project.ModelSpec;

/** A model that makes so many calls and no more, repeated ones included. Thread-safe. */
final class LimitedModel implements LanguageModel {
    private final LanguageModel model;
    private final int limit;
    private final AtomicInteger begun = new AtomicInteger();

    LimitedModel(LanguageModel model, int limit) {
        this.model = model;
        this.limit = limit;
    }

    /** Returns how many calls were made. */
    int calls() {
        return Math.min(begun.get(), limit);
    }

    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed) {
        return ask(spec, messages, seed, ReplyFormat.TEXT);
    }

    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed, ReplyFormat format) {
        return begun.incrementAndGet() > limit
                ? new Reply.Refused(
                        new Failure.Infrastructure(
                                "the preflight makes no more than %d calls".formatted(limit)))
                : model.ask(spec, messages, seed, format);
    }
}
