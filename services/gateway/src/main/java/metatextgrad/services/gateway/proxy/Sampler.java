package metatextgrad.services.gateway.proxy;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import metatextgrad.model.ContentHash;
import metatextgrad.model.ProjectId;
import metatextgrad.services.gateway.chat.ChatAnswer;
import metatextgrad.services.gateway.traces.HttpTraces;
import metatextgrad.services.gateway.traffic.ServedAnswer;
import metatextgrad.services.gateway.traffic.ServedAnswer.DrawnVersion;
import metatextgrad.services.gateway.traffic.TrafficRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which answers become tasks of the project. It is called after the client has its answer.
 * Thread-safe.
 *
 * @param adapts whether intake may keep answers of a project; all others would be dead letters
 * @param records takes the records of an answer; never waits
 */
public record Sampler(
        Predicate<ProjectId> adapts, Consumer<List<TrafficRecord>> records, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    /** Whether a call is sampled: by the rate of its project, and as project and client allow. */
    boolean isSampled(ChatCall call) {
        double rate = call.rules().sample();
        return rate > 0
                && adapts.test(call.target().project())
                && !call.chat().storeForbidden()
                && call.chat().plain()
                && ContentHash.unit("sample", call.target().project(), call.task()) < rate;
    }

    /** Handles the answer of a sampled call that was relayed to its end. */
    void relayed(ChatCall call, ChatAnswer answer, @Nullable DrawnVersion by) {
        if (!answer.text().isBlank()) sample(call, answer.text(), by);
    }

    /** Handles an answer. */
    void answered(ChatCall call, String answer, @Nullable DrawnVersion by) {
        if (isSampled(call)) sample(call, answer, by);
    }

    private void sample(ChatCall call, String answer, @Nullable DrawnVersion by) {
        try {
            records.accept(
                    TrafficRecord.of(
                            new ServedAnswer(
                                    call.target().project(),
                                    call.task(),
                                    call.chat().group(),
                                    call.chat().input(),
                                    answer,
                                    by,
                                    clock.instant()),
                            HttpTraces.of(call.request())));
        } catch (IllegalArgumentException e) {
            LOG.debug("task {} is not sampled: {}", call.task(), e.getMessage());
        }
    }
}
