package metatextgrad.model;

import static java.util.Objects.requireNonNull;

/** A project in the latest definition by its owner. */
public record ProjectDefined(Project project, Serial serial) implements Event {
    public ProjectDefined {
        requireNonNull(project, "project is null");
        requireNonNull(serial, "serial is null");
    }

    @Override
    public String key() {
        return project.id().value();
    }
}
