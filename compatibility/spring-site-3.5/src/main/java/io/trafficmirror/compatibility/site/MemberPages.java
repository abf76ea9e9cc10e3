// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.site;

import jakarta.validation.Valid;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.util.DigestUtils;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages. */
@Controller
class MemberPages {
    private static final int PAGE = 10;

    private final Members members;

    MemberPages(Members members) {
        this.members = members;
    }

    @InitBinder
    void keepIds(WebDataBinder binder) {
        binder.setDisallowedFields("id", "loans*");
    }

    @GetMapping("/")
    String welcome() {
        return "redirect:/members";
    }

    @GetMapping("/members")
    String list(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "0") int page, Model model) {
        Page<Member> found = members.findByNameStartingWith(name, PageRequest.of(page, PAGE, Sort.by("id")));
        model.addAttribute("found", found);
        model.addAttribute("name", name);
        return "members";
    }

    @GetMapping("/members/new")
    String blank(Model model) {
        model.addAttribute("member", new Member());
        return "form";
    }

    @PostMapping("/members/new")
    String add(@Valid @ModelAttribute("member") Member member, BindingResult result, RedirectAttributes after) {
        if (result.hasErrors()) {
            return "form";
        }
        Member saved = members.save(member);
        after.addFlashAttribute("message", "Welcome, " + saved.getName());
        return "redirect:/members/" + saved.getId();
    }

    @GetMapping("/members/{id}")
    String one(@PathVariable Long id, Model model) {
        model.addAttribute("member", member(id));
        model.addAttribute("loan", new Loan());
        return "member";
    }

    @GetMapping("/members/{id}/edit")
    String edit(@PathVariable Long id, Model model) {
        model.addAttribute("member", member(id));
        return "form";
    }

    @PostMapping("/members/{id}/edit")
    String change(@PathVariable Long id, @Valid @ModelAttribute("member") Member form, BindingResult result) {
        if (result.hasErrors()) {
            form.setId(id);
            return "form";
        }
        Member member = member(id);
        member.setName(form.getName());
        member.setEmail(form.getEmail());
        member.setBorn(form.getBorn());
        members.save(member);
        return "redirect:/members/{id}";
    }

    @PostMapping("/members/{id}/loans")
    @Transactional
    String lend(@PathVariable Long id, @Valid @ModelAttribute("loan") Loan loan, BindingResult result, Model model) {
        Member member = member(id);
        model.addAttribute("member", member);
        if (result.hasErrors()) {
            return "member";
        }
        member.getLoans().add(loan);
        return "redirect:/members/" + id;
    }

    @PostMapping("/members/{id}/photo")
    @Transactional
    String upload(
            @PathVariable Long id,
            @RequestParam MultipartFile photo,
            @RequestParam(defaultValue = "") String caption,
            RedirectAttributes after)
            throws IOException {
        member(id).photo(photo.getBytes());
        after.addFlashAttribute("message", photo.getOriginalFilename() + ", " + photo.getSize() + " bytes: " + caption);
        return "redirect:/members/" + id;
    }

    @GetMapping("/members/{id}/photo")
    @Transactional(readOnly = true)
    public ResponseEntity<byte[]> photo(@PathVariable Long id) {
        byte[] photo = member(id).photo();
        if (photo == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no photo");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noCache())
                .eTag('"' + DigestUtils.md5DigestAsHex(photo) + '"')
                .body(photo);
    }

    @PostMapping("/members/{id}/strike-out")
    String strikeOut(@PathVariable Long id) {
        members.delete(member(id));
        return "redirect:/members";
    }

    @GetMapping("/members.json")
    @ResponseBody
    List<Map<String, Object>> json() {
        return members.findAll(PageRequest.of(0, PAGE, Sort.by("id"))).stream()
                .map(member -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put("id", member.getId());
                    view.put("name", member.getName());
                    view.put("born", String.valueOf(member.getBorn()));
                    return view;
                })
                .toList();
    }

    @PostMapping("/members.json")
    @ResponseBody
    ResponseEntity<Map<String, Object>> echo(@RequestBody Map<String, Object> sent) {
        return ResponseEntity.status(HttpStatus.CREATED).body(sent);
    }

    @GetMapping("/desk/orders")
    @ResponseBody
    String desk() {
        return "nothing on order";
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("the roof leaks");
    }

    @GetMapping("/broken-page")
    String brokenPage() {
        return "broken";
    }

    private Member member(Long id) {
        return members.findById(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no member " + id));
    }
}
