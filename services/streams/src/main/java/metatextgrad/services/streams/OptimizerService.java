package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.llm.Requester;
import metatextgrad.optimizer.OptimizerDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Reads gradients and writes optimizer states: the inner loop, with one trial per published
 * optimizer.
 */
public final class OptimizerService implements Service {
    @Override
    public String name() {
        return "optimizer";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(
                Topics.META_PROMPTS,
                Topics.META_STRUCTURES,
                Topics.TRIALS,
                Topics.TASK_BATCHES,
                Topics.TEXTUAL_LOSSES,
                Topics.GRADIENTS,
                Topics.responses(Requester.OPTIMIZER));
    }

    @Override
    public List<Topic> outputs() {
        return List.of(
                Topics.BATCH_REQUESTS,
                Topics.LLM_REQUESTS,
                Topics.TRIALS,
                Topics.OPTIMIZER_STATE,
                Topics.SCORES);
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        return Pipeline.of(serviceContext)
                .ingest(inputs())
                .decide("advance-trial", "optimizer-trials", OptimizerDecider::new)
                .egress(outputs());
    }
}
