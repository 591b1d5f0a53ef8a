package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.rollout.RolloutDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Reads the results of runs and the judgements of served answers, and writes serving tables. Of
 * projects that adapt, a result first has a contest with the champion.
 */
public final class RolloutService implements Service {
    @Override
    public String name() {
        return "rollout";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(
                Topics.CHALLENGERS,
                Topics.LIVE_SCORES,
                Topics.ROLLOUT_COMMANDS,
                Topics.PROMPTS,
                Topics.ADAPT_COMMANDS,
                Topics.WINDOWS);
    }

    @Override
    public List<Topic> outputs() {
        return List.of(
                Topics.PROMPTS,
                Topics.PROMPT_VERSIONS,
                Topics.PROMPTS_JSON,
                Topics.WINDOW_REQUESTS,
                Topics.TRIALS,
                Topics.CONTESTS,
                Topics.DRIFT);
    }

    /** No step waits for a response of this service. */
    @Override
    public int commitMillis() {
        return 100;
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        return Pipeline.of(serviceContext)
                .ingest(inputs())
                .decide("advance-rollout", "rollout-champions", RolloutDecider::new)
                .egress(outputs());
    }
}
