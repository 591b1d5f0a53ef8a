package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.gradient.GradientDecider;
import metatextgrad.llm.Requester;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/** Reads textual losses and writes gradients: it goes back through the nodes of the program. */
public final class GradientService implements Service {
    @Override
    public String name() {
        return "gradient";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(Topics.TEXTUAL_LOSSES, Topics.responses(Requester.GRADIENT));
    }

    @Override
    public List<Topic> outputs() {
        return List.of(Topics.LLM_REQUESTS, Topics.GRADIENTS);
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        return Pipeline.of(serviceContext)
                .ingest(inputs())
                .react("walk-back", GradientDecider::new)
                .egress(outputs());
    }
}
