package metatextgrad.experiments.real.tasks;

import metatextgrad.experiments.real.StudyTask;
import metatextgrad.model.project.Project;

/** A task with texts from elsewhere, whose fixed parts are resources of this project. */
interface TextStudyTask extends StudyTask {
    TextTask text();

    @Override
    default String name() {
        return text().name();
    }

    @Override
    default Project project() {
        return text().project();
    }

    @Override
    default String handWritten() {
        return text().handWritten();
    }

    @Override
    default int testRows() {
        return text().test();
    }
}
