package metatextgrad.cli.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TasksCommandTest {
    @Test
    void shouldNotConsiderAFolderAProjectFile() {
        assertThat(Path.of("src")).isDirectory();
        assertThat(TasksCommand.isFile("src")).isFalse();
        assertThat(TasksCommand.isFile("pom.xml")).isTrue();
        assertThat(TasksCommand.isFile("missing.yaml")).isTrue();
        assertThat(TasksCommand.isFile("dyck")).isFalse();
    }
}
