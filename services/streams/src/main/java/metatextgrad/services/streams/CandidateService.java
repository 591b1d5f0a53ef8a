package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.candidate.CandidateDecider;
import metatextgrad.llm.Requester;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.streams.Topology;

/** Reads task batches and writes candidate outputs: it runs a program on each task. */
public final class CandidateService implements Service {
    @Override
    public String name() {
        return "candidate";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(Topics.TASK_BATCHES, Topics.responses(Requester.CANDIDATE));
    }

    @Override
    public List<Topic> outputs() {
        return List.of(Topics.LLM_REQUESTS, Topics.CANDIDATE_OUTPUTS);
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        return Pipeline.of(serviceContext)
                .ingest(inputs())
                .react("run-program", CandidateDecider::new)
                .egress(outputs());
    }
}
