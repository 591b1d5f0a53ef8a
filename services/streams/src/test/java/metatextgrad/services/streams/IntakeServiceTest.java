package metatextgrad.services.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContract;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.Samples;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

final class IntakeServiceTest extends ServiceContract {
    @Override
    protected Service service() {
        return new IntakeService();
    }

    @Override
    protected Set<Topic> tables() {
        return Set.of(Topics.PROJECTS);
    }

    @Test
    void defect13ShouldWriteADeadLetterForASecondTarget() {
        ProjectDefined project =
                new ProjectDefined(Samples.project(new ProjectId("key")), new Serial(1));
        try (TopologyTestDriver driver = driver()) {
            pipe(
                    driver,
                    Topics.PROJECTS,
                    EventSerde.local().serializer().serialize("mtg.projects", project));
            for (int target = 1; target <= 2; target++)
                pipe(
                        driver,
                        Topics.TASKS,
                        "{\"input\": \"x\", \"target\": \"%d\", \"set\": \"s\"}"
                                .formatted(target)
                                .getBytes(StandardCharsets.UTF_8));
            assertThat(letters(driver))
                    .singleElement()
                    .extracting(DeadLetter::message)
                    .asString()
                    .contains("a set has each input once");
        }
    }
}
