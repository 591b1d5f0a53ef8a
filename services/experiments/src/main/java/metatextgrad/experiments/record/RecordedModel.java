package metatextgrad.experiments.record;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.project.ModelSpec;

/**
 * A model whose calls are recorded: an equal request gets the recorded reply, also in a later
 * process. Thread-safe.
 */
public final class RecordedModel implements LanguageModel {
    /** Waits of 1, 2, 4 ... seconds: about two minutes in all. */
    private static final int TRIES = 8;

    private final LanguageModel model;
    private final CallFile calls;
    private final InstantSource clock;
    private final AtomicLong made = new AtomicLong();
    private String lastDay = "";

    public RecordedModel(LanguageModel model, CallFile calls, InstantSource clock) {
        this.model = model;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed) {
        return ask(spec, messages, seed, ReplyFormat.TEXT);
    }

    /**
     * As the other method.
     *
     * @throws IllegalStateException if the server does not answer for minutes
     */
    @Override
    public Reply ask(ModelSpec spec, List<Message> messages, int seed, ReplyFormat format) {
        String key = CallId.of(spec, messages, seed, format);
        RecordedCall call = calls.get(key);
        if (call == null) {
            long start = clock.millis();
            Reply reply = called(spec, messages, seed, format);
            call = RecordedCall.of(key, reply, clock.millis() - start, today());
            if (call == null) return reply;
            call = calls.add(call);
        }
        used(call.day());
        return call.reply();
    }

    private Reply called(ModelSpec spec, List<Message> messages, int seed, ReplyFormat format) {
        Reply reply = new Reply.TryAgain("not sent", null, false);
        for (int attempt = 0; attempt < TRIES; attempt++) {
            made.incrementAndGet();
            reply = model.ask(spec, messages, seed, format);
            if (!(reply instanceof Reply.TryAgain || reply instanceof Reply.RateLimited))
                return reply;
            pause(1L << attempt);
        }
        throw new IllegalStateException(
                "the model server does not answer: " + ((Reply.NoAnswer) reply).reason());
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(seconds * 1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    }

    /** Returns the number of calls that left for the server. */
    public long made() {
        return made.get();
    }

    /** Returns the day of the last call whose reply was used; empty without a call. */
    public synchronized String lastDay() {
        return lastDay;
    }

    private synchronized void used(String day) {
        if (day.compareTo(lastDay) > 0) lastDay = day;
    }
}
