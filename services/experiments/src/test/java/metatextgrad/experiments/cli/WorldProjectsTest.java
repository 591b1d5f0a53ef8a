package metatextgrad.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.world.Worlds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WorldProjectsTest {
    @ParameterizedTest
    @EnumSource
    void shouldStartFromADefectiveSeedPromptThatItsWorldPunishes(DemoTasks task) {
        Project plain = StudyOptions.simulated("demo", task, 1).project();
        Project defective = StudyOptions.simulated("defect", task, 1).project();
        String before = plain.seed().trainable().getFirst().prompt().value();
        String prompt = defective.seed().trainable().getFirst().prompt().value();
        assertThat(prompt).isEqualTo(before + "\n" + WorldProjects.DEFECT);
        assertThat(Worlds.find("defect").world().harm(prompt)).isEqualTo(.9);
        assertThat(Worlds.find("defect").world().harm(before)).isZero();
        assertThat(defective.withSeed(plain.seed())).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartWithoutTheFormOfTheAnswerWhereOnlyThatIsMissing(DemoTasks task) {
        Project plain = StudyOptions.simulated("demo", task, 1).project();
        Project formless = StudyOptions.simulated("format-only", task, 1).project();
        String before = plain.seed().trainable().getFirst().prompt().value();
        String prompt = formless.seed().trainable().getFirst().prompt().value();
        assertThat(before).startsWith(prompt + "\n").contains("`Answer: ");
        assertThat(prompt).isNotBlank().doesNotContain("Answer: ");
        assertThat(formless.withSeed(plain.seed())).isEqualTo(plain);
    }
}
