/**
 * Who learns what, and who is certified: enrollments, scores, certificates, and what becomes of them.
 *
 * <p>An enrollment is one learner and one course, and has a process ({@code course-enrollment}) from the first attempt to its end. Training that is asked
 * for ({@code training-certification}) plans enrollments ({@link dev.entente.training.EnrollmentPlanning}), waits until enough people are certified
 * ({@link dev.entente.training.TrainingRequirement}) and then lets the others finish in processes of their own ({@link dev.entente.training.CertificateCarryOver}).
 * Scores come in at one place ({@link dev.entente.training.CourseCompletion}), which marks the attempt and tells its process: the message carries the
 * attempt's number, so that no late or repeated report is ever taken for another attempt.
 *
 * <p>A certificate is a sealed PDF, a code that anyone can look up, and a signed token that anyone can check offline. Each has a process
 * ({@code recertification}) that enrolls its holder again before it expires, or records that it lapsed; it ends early when the certificate is revoked, as it
 * is when its holder leaves ({@link dev.entente.training.LeaverTraining}). Other features read {@link dev.entente.training.Certifications} and implement
 * {@link dev.entente.training.TrainingWaivers}.
 */
@ApplicationModule(allowedDependencies = {"document", "identity", "mail", "partner", "portal", "process", "program", "tasks", "trail"})
@NullMarked
package dev.entente.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

