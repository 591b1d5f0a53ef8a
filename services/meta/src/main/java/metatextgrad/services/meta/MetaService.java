package metatextgrad.services.meta;

import java.util.List;
import metatextgrad.llm.Requester;
import metatextgrad.meta.MetaDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/** Reads aggregated scores and writes meta-prompts: the outer loop. */
public final class MetaService implements Service {
    @Override
    public String name() {
        return "meta";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(Topics.RUN_COMMANDS, Topics.SCORES, Topics.responses(Requester.META));
    }

    @Override
    public List<Topic> outputs() {
        return List.of(
                Topics.TRIALS,
                Topics.META_PROMPTS,
                Topics.META_STRUCTURES,
                Topics.LLM_REQUESTS,
                Topics.OPTIMIZERS,
                Topics.RUNS,
                Topics.CHALLENGERS);
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
                .decide("advance-run", "meta-runs", MetaDecider::new)
                .egress(outputs());
    }
}
