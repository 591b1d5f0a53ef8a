package metatextgrad.wire;

import java.time.Instant;
import java.time.LocalDate;
import metatextgrad.json.Json;
import metatextgrad.json.ProgramJson;
import metatextgrad.json.ProjectJson;
import metatextgrad.llm.CallKey;
import metatextgrad.llm.RequestId;
import metatextgrad.model.Id;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.ProgramId;
import metatextgrad.model.ProjectId;
import metatextgrad.model.RunId;
import metatextgrad.model.Serial;
import metatextgrad.model.TaskId;
import metatextgrad.model.TrialId;
import metatextgrad.model.VersionId;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.RunFork;
import metatextgrad.redact.Redactor;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Condition;
import org.mapstruct.Named;
import org.mapstruct.TargetType;

/** Conversions of single fields, which MapStruct selects by their types. */
final class FieldConversions {
    private FieldConversions() {}

    /**
     * Returns the constant of the other enum with the same name. Enums of the model and of Avro
     * have the same names. Avro's also have UNKNOWN, for a name that a later release wrote: it has
     * no meaning here and is rejected.
     */
    static <E extends Enum<E>> E constant(Enum<?> constant, @TargetType Class<E> type) {
        return Enum.valueOf(type, constant.name());
    }

    static String text(Id id) {
        return id.value();
    }

    static ProjectId projectId(String value) {
        return new ProjectId(value);
    }

    static RunId runId(String value) {
        return new RunId(value);
    }

    static TrialId trialId(String value) {
        return new TrialId(value);
    }

    static TaskId taskId(String value) {
        return new TaskId(value);
    }

    static ProgramId programId(String value) {
        return new ProgramId(value);
    }

    static VersionId versionId(String value) {
        return new VersionId(value);
    }

    static CallKey callKey(String value) {
        return new CallKey(value);
    }

    static RequestId requestId(String value) {
        return new RequestId(value);
    }

    static String text(Program program) {
        return Json.write(program);
    }

    static Program program(String json) {
        return ProgramJson.read(json);
    }

    static String text(Project project) {
        return Json.write(project);
    }

    static Project project(String json) {
        return ProjectJson.read(json);
    }

    static String text(OptimizerSpec optimizer) {
        return Json.write(optimizer);
    }

    static OptimizerSpec optimizer(String json) {
        return Json.read(json, OptimizerSpec.class);
    }

    static String text(LoopSettings settings) {
        return Json.write(settings);
    }

    static LoopSettings settings(String json) {
        return Json.read(json, LoopSettings.class);
    }

    static String text(RunFork fork) {
        return Json.write(fork);
    }

    static RunFork fork(String json) {
        return Json.read(json, RunFork.class);
    }

    static long number(Serial serial) {
        return serial.number();
    }

    static Serial serial(long number) {
        return new Serial(number);
    }

    static long millis(Instant time) {
        return time.toEpochMilli();
    }

    static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    static long epochDay(LocalDate day) {
        return day.toEpochDay();
    }

    static LocalDate day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay);
    }

    @Condition
    @Named("notEmpty")
    static boolean notEmpty(String text) {
        return !text.isEmpty();
    }

    /** Returns the prompt that an application without an interpreter of programs can use. */
    @Named("prompt")
    static @Nullable String prompt(Program program) {
        return program.onlyPrompt();
    }

    /**
     * Returns a message without secrets (ADR 17) and unpaired surrogates. It may quote the record
     * that no service could handle, and must not break the dead letter too.
     */
    @Named("redacted")
    static String redacted(String message) {
        return WellFormed.replaceUnpairedSurrogates(Redactor.redact(message));
    }
}
