package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.llm.Requester;
import metatextgrad.loss.LossDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/**
 * Reads candidate outputs and writes textual losses: a score and a criticism. Some evaluators ask a
 * judge model for them.
 */
public final class LossService implements Service {
    @Override
    public String name() {
        return "loss";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(Topics.CANDIDATE_OUTPUTS, Topics.responses(Requester.LOSS));
    }

    @Override
    public List<Topic> outputs() {
        return List.of(Topics.LLM_REQUESTS, Topics.TEXTUAL_LOSSES);
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        return Pipeline.of(serviceContext)
                .ingest(inputs())
                .react("judge-answer", LossDecider::new)
                .egress(outputs());
    }
}
