package metatextgrad.services.streams;

import java.util.List;
import java.util.stream.Stream;
import metatextgrad.adapt.AdaptDecider;
import metatextgrad.llm.Requester;
import metatextgrad.meta.MetaDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Reads aggregated scores and writes meta-prompts: the outer loop. Of projects that adapt to their
 * traffic it also starts the runs, one per window, and compares their optimizers.
 */
public final class MetaService implements Service {
    @Override
    public String name() {
        return "meta";
    }

    private static final List<Topic> OF_RUNS =
            List.of(Topics.RUN_COMMANDS, Topics.SCORES, Topics.responses(Requester.META));

    private static final List<Topic> OF_PROJECTS =
            List.of(
                    Topics.ADAPT_COMMANDS,
                    Topics.WINDOWS,
                    Topics.CHALLENGERS,
                    Topics.PROMPTS,
                    Topics.CONTESTS,
                    Topics.DRIFT);

    private static final List<Topic> BY_RUNS =
            List.of(
                    Topics.TRIALS,
                    Topics.META_PROMPTS,
                    Topics.META_STRUCTURES,
                    Topics.LLM_REQUESTS,
                    Topics.OPTIMIZERS,
                    Topics.RUNS,
                    Topics.CHALLENGERS);

    private static final List<Topic> BY_PROJECTS =
            List.of(
                    Topics.WINDOW_REQUESTS,
                    Topics.RUN_COMMANDS,
                    Topics.ADAPT_STATE,
                    Topics.TRIALS,
                    Topics.OPTIMIZERS);

    @Override
    public List<Topic> inputs() {
        return Stream.concat(OF_RUNS.stream(), OF_PROJECTS.stream()).toList();
    }

    @Override
    public List<Topic> outputs() {
        return Stream.concat(BY_RUNS.stream(), BY_PROJECTS.stream()).distinct().toList();
    }

    /** No step waits for a response of this service. */
    @Override
    public int commitMillis() {
        return 100;
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        Topology topology = new Topology();
        Pipeline.in(topology, serviceContext)
                .ingest(OF_RUNS)
                .decide("advance-run", "meta-runs", MetaDecider::new)
                .egress(BY_RUNS);
        return Pipeline.in(topology, serviceContext, "chain")
                .ingest(OF_PROJECTS)
                .decide("advance-chain", "meta-chains", AdaptDecider::new)
                .egress(BY_PROJECTS);
    }
}
