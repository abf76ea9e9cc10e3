// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/** Somebody who borrows books. */
@Entity
public class Member {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private @NotBlank @Size(max = 40) @Nullable String name;

    private @Email @Nullable String email;

    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
    private @Past @Nullable LocalDate born;

    @Lob
    @Basic(fetch = FetchType.LAZY)
    private byte @Nullable [] photo;

    @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<Loan> loans = new ArrayList<>();

    /** For JPA and for forms. */
    public Member() {}

    static Member of(String name, String email, LocalDate born) {
        Member member = new Member();
        member.setName(name);
        member.setEmail(email);
        member.setBorn(born);
        return member;
    }

    public @Nullable Long getId() {
        return id;
    }

    public void setId(@Nullable Long id) {
        this.id = id;
    }

    public @Nullable String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public void setEmail(@Nullable String email) {
        this.email = email;
    }

    public @Nullable LocalDate getBorn() {
        return born;
    }

    public void setBorn(@Nullable LocalDate born) {
        this.born = born;
    }

    public List<Loan> getLoans() {
        return loans;
    }

    byte @Nullable [] photo() {
        return photo;
    }

    void photo(byte[] bytes) {
        photo = bytes;
    }
}
