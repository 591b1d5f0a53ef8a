package metatextgrad.model;

/** Who in the method asks (METHOD §2.4): the configuration gives each role a model. */
public enum ModelRole {
    PROGRAM,
    JUDGE,
    BACKWARD,
    OPTIMIZER,
    META
}
